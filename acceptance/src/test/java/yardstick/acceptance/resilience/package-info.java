/** What still works while a part of the shop is away; docs/resilience.md is the table. */
@NullMarked
package yardstick.acceptance.resilience;

import org.jspecify.annotations.NullMarked;
