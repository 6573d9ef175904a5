/** What can only be measured inside the process: the benchmarks' scripts tell it what to do, and when. */
@NullMarked
package dev.sitemend.benchmarks;

import org.jspecify.annotations.NullMarked;
