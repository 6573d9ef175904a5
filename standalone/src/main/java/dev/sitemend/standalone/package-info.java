/** All of Sitemend in one process: embedded servers, the three services, and the commands that start them. */
@NullMarked
package dev.sitemend.standalone;

import org.jspecify.annotations.NullMarked;
