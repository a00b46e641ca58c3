/** Mail to shoppers about what happened to their orders. */
@NullMarked
package yardstick.orders.news;

import org.jspecify.annotations.NullMarked;
