package yardstick.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Every resource of the shop, the admin and the API is found by its annotations. */
@ApplicationPath("/")
public class WebApplication extends Application {}
