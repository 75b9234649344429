/** The keys that configure the job. */
package io.flamelake.symbolize.config;
