/** The channels of the payment gateway: signed JSON over HTTP. */
@NullMarked
package yardstick.orders.gateway;

import org.jspecify.annotations.NullMarked;
