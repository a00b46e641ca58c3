/** Fixtures for tests: a real PostgreSQL, a clock that stands still, a recorder of announcements. */
@NullMarked
package yardstick.testkit;

import org.jspecify.annotations.NullMarked;
