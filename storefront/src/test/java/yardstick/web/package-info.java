/** Tests of the web layer. */
@NullMarked
package yardstick.web;

import org.jspecify.annotations.NullMarked;
