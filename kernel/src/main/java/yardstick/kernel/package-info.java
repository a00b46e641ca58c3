/**
 * The words every module shares: money, time, facts, the outbox, jobs, settings, texts and release flags.
 * Kept small on purpose: at most thirty published types.
 */
@NullMarked
package yardstick.kernel;

import org.jspecify.annotations.NullMarked;
