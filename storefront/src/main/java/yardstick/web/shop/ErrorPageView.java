package yardstick.web.shop;

import yardstick.web.ErrorView;

/** An error in the shop's frame. */
public record ErrorPageView(Frame frame, ErrorView error) {}
