/** What all demanglers share: reading within bounds, nodes of a name, printing within bounds. */
package io.flamelake.demangle.tree;
