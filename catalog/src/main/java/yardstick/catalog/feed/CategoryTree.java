package yardstick.catalog.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes the categories that a file names and that do not exist yet, and takes over Chinese names. */
final class CategoryTree {

    private static final String SEPARATOR = " > ";

    private final Handle handle;
    private final Map<String, Node> byPath = new HashMap<>();
    private final Set<String> slugs = new HashSet<>();
    private final Set<Long> renamed = new HashSet<>();

    private record Node(long id, String slug, @Nullable String nameZh) {}

    private record Stored(String path, Node node) {}

    private CategoryTree(Handle handle) {
        this.handle = handle;
        handle.createQuery("SELECT id, slug, name_zh, path FROM catalog.category")
                .map((row, context) ->
                        new Stored(row.getString(4), new Node(row.getLong(1), row.getString(2), row.getString(3))))
                .forEach(stored -> keep(stored.path(), stored.node()));
    }

    private void keep(String path, Node node) {
        byPath.put(path, node);
        slugs.add(node.slug());
    }

    /** Sets {@code category_id} of the run's items; returns products whose category was renamed. */
    static Set<Long> apply(Handle handle, long run) {
        CategoryTree tree = new CategoryTree(handle);
        Map<String, String> named = new TreeMap<>();
        handle.createQuery("""
                        SELECT category, max(category_zh) FROM catalog.import_item
                        WHERE run_id = :run AND category IS NOT NULL AND NOT guest GROUP BY category""")
                .bind("run", run)
                .map((row, context) -> {
                    String chinese = row.getString(2);
                    return new String[] {row.getString(1), chinese == null ? "" : chinese};
                })
                .forEach(pair -> named.put(pair[0], pair[1]));
        named.forEach(tree::ensure);
        handle.createUpdate("""
                        UPDATE catalog.import_item i SET category_id = c.id FROM catalog.category c
                        WHERE i.run_id = :run AND c.path = i.category""").bind("run", run).execute();
        return tree.productsOfRenamed();
    }

    private void ensure(String path, String pathZh) {
        String[] names = path.split(SEPARATOR);
        String[] chinese = pathZh.isEmpty() ? new String[0] : pathZh.split(SEPARATOR);
        List<String> soFar = new ArrayList<>();
        Node parent = null;
        for (int i = 0; i < names.length; i++) {
            soFar.add(names[i]);
            String nameZh = chinese.length == names.length ? chinese[i] : null;
            parent = node(String.join(SEPARATOR, soFar), parent, nameZh);
        }
    }

    private Node node(String path, @Nullable Node parent, @Nullable String nameZh) {
        Node known = byPath.get(path);
        if (known == null) {
            return create(path, parent, nameZh);
        }
        if (nameZh == null || nameZh.equals(known.nameZh())) {
            return known;
        }
        handle.createUpdate("UPDATE catalog.category SET name_zh = :name WHERE id = :id")
                .bind("name", nameZh)
                .bind("id", known.id())
                .execute();
        renamed.add(known.id());
        Node changed = new Node(known.id(), known.slug(), nameZh);
        keep(path, changed);
        return changed;
    }

    private Node create(String path, @Nullable Node parent, @Nullable String nameZh) {
        String name = path.substring(path.lastIndexOf(SEPARATOR) < 0 ? 0 : path.lastIndexOf(SEPARATOR) + 3);
        String slug = slug(name, parent);
        long id = handle.createQuery("""
                        INSERT INTO catalog.category (parent_id, slug, name_en, name_zh, path)
                        VALUES (:parent, :slug, :name, :nameZh, :path) RETURNING id""")
                .bind("parent", parent == null ? null : parent.id())
                .bind("slug", slug)
                .bind("name", name)
                .bind("nameZh", nameZh)
                .bind("path", path)
                .mapTo(Long.class)
                .one();
        Node node = new Node(id, slug, nameZh);
        keep(path, node);
        return node;
    }

    /** The own name; with the parent's in front when taken; numbered when that is taken too. */
    private String slug(String name, @Nullable Node parent) {
        String ascii = handle.createQuery("SELECT catalog.slug(:name)")
                .bind("name", name)
                .mapTo(String.class)
                .one();
        String own = ascii.isEmpty() ? "category" : ascii.toLowerCase(Locale.ROOT);
        String free = slugs.contains(own) && parent != null ? parent.slug() + "-" + own : own;
        for (int i = 2; slugs.contains(free); i++) {
            free = own + "-" + i;
        }
        return free;
    }

    private Set<Long> productsOfRenamed() {
        if (renamed.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(handle.createQuery("""
                        WITH RECURSIVE below AS (
                            SELECT id FROM catalog.category WHERE id = ANY(:renamed)
                            UNION SELECT c.id FROM catalog.category c JOIN below b ON c.parent_id = b.id)
                        SELECT p.id FROM catalog.product p JOIN below b ON b.id = p.category_id""")
                .bindByType("renamed", renamed.toArray(Long[]::new), Long[].class)
                .mapTo(Long.class)
                .list());
    }
}
