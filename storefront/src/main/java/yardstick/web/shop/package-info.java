/** The pages a shopper sees, from the home page to the order page. */
@NullMarked
package yardstick.web.shop;

import org.jspecify.annotations.NullMarked;
