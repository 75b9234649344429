/** What the job and the Trino plugin both ask of regular expressions; knows nothing but Java. */
package io.flamelake.regexp;
