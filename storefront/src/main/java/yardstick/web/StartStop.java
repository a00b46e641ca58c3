package yardstick.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import yardstick.kernel.Boot;
import yardstick.kernel.Schema;

/** The server's side of the shop lives as long as the web application. */
@WebListener
public class StartStop implements ServletContextListener {

    /** Staff, sign-ins and one-time links; the kernel cannot see beans of the web application. */
    private static final Schema SCHEMA = new Schema("storefront", 70);

    @Inject
    Boot boot;

    @Inject
    Assets assets;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        assets.load(event.getServletContext());
        boot.start(SCHEMA);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        boot.stop();
    }
}
