package yardstick.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yardstick.catalog.Pictures;
import yardstick.catalog.ProductMedia;

/** Serves pictures and files of products. Addresses name the content, so that browsers may keep it for ever. */
@WebServlet(urlPatterns = {"/media/p/*", "/media/f/*"})
public class MediaServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Pattern PICTURE =
            Pattern.compile("/media/p/([0-9a-f]{40})\\.[0-9a-f]{6}/(320|640|1280)\\.webp");
    private static final Pattern FILE = Pattern.compile("/media/f/([0-9a-f]{40})\\.(glb|pdf)");

    @Inject
    transient Pictures pictures;

    @Inject
    transient ProductMedia media;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Matcher picture = PICTURE.matcher(path);
        Matcher file = FILE.matcher(path);
        Optional<Path> found = Optional.empty();
        if (picture.matches()) {
            found = pictures.file(picture.group(1), Integer.parseInt(picture.group(2)));
            response.setContentType("image/webp");
        } else if (file.matches()) {
            found = media.file(file.group(1), file.group(2));
            response.setContentType(file.group(2).equals("pdf") ? "application/pdf" : "model/gltf-binary");
            response.setHeader("Content-Disposition", "attachment");
        }
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLengthLong(Files.size(found.get()));
        Files.copy(found.get(), response.getOutputStream());
    }
}
