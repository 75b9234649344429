/** Functions from tables of symbols, and from the stubs that call functions of other files. */
package io.flamelake.symbolize.symtab;
