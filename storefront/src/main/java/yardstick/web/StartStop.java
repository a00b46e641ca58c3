package yardstick.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import yardstick.kernel.Boot;

/** The server's side of the shop lives as long as the web application. */
@WebListener
public class StartStop implements ServletContextListener {

    @Inject
    Boot boot;

    @Inject
    Assets assets;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        assets.load(event.getServletContext());
        boot.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        boot.stop();
    }
}
