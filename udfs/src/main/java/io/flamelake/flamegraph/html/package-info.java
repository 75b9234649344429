/**
 * Flame graphs as one self-contained HTML page or SVG picture. Knows no query engine and no file
 * system.
 *
 * <p>The page's parts are the resources beside this package: {@code page.html} is the template,
 * {@code model.js} the numbers, {@code canvas.js} the drawing, {@code details.js} what is told of
 * one frame, {@code flamegraph.js} the controls.
 */
package io.flamelake.flamegraph.html;
