/** Names that C++ compilers make: section 5.1 of the Itanium C++ ABI. */
package io.flamelake.demangle.itanium;
