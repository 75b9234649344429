/** Names that rustc makes: v0 of RFC 2603, and the legacy scheme before it. */
package io.flamelake.demangle.rust;
