package yardstick.catalog.search;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;

/** A node of the category tree, as the index reads it. */
@Entity
@Table(name = "category")
class CategoryEntity {

    @Id
    long id;

    @Column
    String slug;

    @Column(name = "name_en")
    String nameEn;

    @Column(name = "name_zh")
    @Nullable String nameZh;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "parent_id")
    @Nullable CategoryEntity parent;

    CategoryEntity() {}

    String name(Language language) {
        String chinese = nameZh();
        return language == Language.ZH && chinese != null ? chinese : nameEn();
    }

    String slug() {
        return slug;
    }

    String nameEn() {
        return nameEn;
    }

    @Nullable String nameZh() {
        return nameZh;
    }

    @Nullable CategoryEntity parent() {
        return parent;
    }

    /** From the root down to this one. */
    List<CategoryEntity> path() {
        Deque<CategoryEntity> path = new ArrayDeque<>();
        for (CategoryEntity node = this; node != null; node = node.parent()) {
            path.addFirst(node);
        }
        return new ArrayList<>(path);
    }
}
