/** The payment gateway: its payments, its books and its hosted page. */
@NullMarked
package yardstick.sandbox.gateway;

import org.jspecify.annotations.NullMarked;
