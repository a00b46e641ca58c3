/** The demo shop: an invented merchant's catalogue, history and release, brought in through the doors of real ones. */
@NullMarked
package yardstick.web.demo;

import org.jspecify.annotations.NullMarked;
