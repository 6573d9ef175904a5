package dev.sitemend.trigger.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far what is live is behind the branch.
 *
 * @param commits absent where Sitemend has not got the repository at hand
 * @param time since when the oldest wish waits that what is live does not answer; zero when there is none
 */
public record Behind(@Nullable Long commits, Duration time) {}
