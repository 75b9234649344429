/** Names of C++ and Rust functions as they stand in the source; knows nothing but Java. */
package io.flamelake.demangle;
