package yardstick.web.shop;

import java.util.List;
import yardstick.catalog.ProductCard;

/** The home page. */
public record HomeView(Frame frame, List<Suggestion> popular, List<ProductCard> latest) {}
