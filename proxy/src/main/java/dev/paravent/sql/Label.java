package dev.paravent.sql;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value is made of (FLOW-RULES, "Labels"). Immutable.
 *
 * <p>Value classes are named by their policy label, such as {@code fr.nir}: this package knows no
 * policy.
 */
public sealed interface Label {
  /** Made of nothing protected, by the database or by an operation. */
  record Public() implements Label {}

  /**
   * A value of a class, read from the database and unchanged.
   *
   * @param array whether it is an array of such values
   * @param fresh whether constants that this statement writes may be among the values: it may
   *     leave, but not be compared, grouped or copied
   * @param origin where it was read, null if more than one column can be its source
   */
  record Identity(String valueClass, boolean array, boolean fresh, @Nullable Origin origin)
      implements Label {
    Identity withoutOrigin() {
      return origin == null ? this : new Identity(valueClass, array, fresh, null);
    }

    Identity element() {
      return new Identity(valueClass, false, fresh, origin);
    }

    Identity asArray() {
      return new Identity(valueClass, true, fresh, null);
    }

    Identity asFresh() {
      return new Identity(valueClass, array, true, origin);
    }
  }

  /**
   * A companion of another column of its row, such as the control key of a NIR. It may leave (the
   * proxy recomputes it) and be tested for null, nothing else.
   */
  record Companion(String valueClass, String part, @Nullable Origin origin, int partnerColumn)
      implements Label {}

  /**
   * Supplied by the client: literals and parameters, carried unchanged. The empty set is NULL.
   *
   * @param uses the occurrences that may be the value
   * @param array whether the value is an array constructed from them
   */
  record Constant(Set<SlotUse> uses, boolean array) implements Label {
    public Constant {
      uses = Set.copyOf(uses);
    }

    static final Constant NULL = new Constant(Set.of(), false);

    boolean isNull() {
      return uses.isEmpty();
    }

    /** The elements of this value taken as an array. */
    Constant elements() {
      if (array) {
        return new Constant(uses, false);
      }
      Set<SlotUse> elements = new HashSet<>();
      for (SlotUse use : uses) {
        elements.add(new SlotUse(use.slot(), true));
      }
      return new Constant(elements, false);
    }
  }

  /**
   * The least age of a band of years, in place of an age computed from a date: as public as policy
   * makes it, but no age. It may leave, be grouped, sorted and counted, and be compared where that
   * tells of ages what it tells of bands, nothing else.
   *
   * @param column the date that the age is computed from
   * @param years how wide bands are
   */
  record Band(Identity column, int years) implements Label {}

  /** Computed from protected values. */
  record Derived(String why) implements Label {}

  /** A protected value or another one, the reader cannot tell which. */
  record Mixed() implements Label {}

  /**
   * A JSON document with protected members, or a part of one. It may leave (the proxy replaces its
   * members), be tested for null and be walked down by constant keys, nothing else.
   *
   * @param map what its members are
   * @param fresh whether constants that this statement writes may be among them
   * @param origin where it was read, null if more than one column can be its source
   */
  record Document(DocumentMap map, boolean fresh, @Nullable Origin origin) implements Label {
    Document withoutOrigin() {
      return origin == null ? this : new Document(map, fresh, null);
    }
  }

  /** A column that does not leave as it is. Among the columns of a star it is null, or code. */
  record Withheld(Reason reason) implements Label {
    /** Why, and so what becomes of the column where it is named. */
    public enum Reason {
      /** Named by no policy document: refused. */
      UNNAMED,

      /** Data or code in a system relation: null. */
      SYSTEM,

      /** SQL as text in a system relation: shown where it holds no constants, null elsewhere. */
      SYSTEM_CODE
    }
  }

  Public PUBLIC = new Public();

  /**
   * An occurrence of a constant; {@code element} where its value is an element of the slot's array.
   */
  record SlotUse(Slot slot, boolean element) {}

  /** Whether the value tells something about a protected one. */
  default boolean isProtected() {
    return switch (this) {
      case Public p -> false;
      case Constant c -> false;
      case Identity i -> true;
      case Companion c -> true;
      case Band b -> true;
      case Derived d -> true;
      case Mixed m -> true;
      case Document d -> true;
      case Withheld w -> true;
    };
  }

  /** The label of the value where it is not known of which row it is. */
  default Label anywhere() {
    return switch (this) {
      case Identity identity -> identity.withoutOrigin();
      case Document document -> document.withoutOrigin();
      case Band b -> b;
      case Public p -> p;
      case Constant c -> c;
      case Companion c -> c;
      case Derived d -> d;
      case Mixed m -> m;
      case Withheld w -> w;
    };
  }

  /** The label of the value where the statement may have written it. */
  default Label written() {
    return switch (this) {
      case Identity identity -> identity.asFresh();
      case Document document -> new Document(document.map(), true, document.origin());
      case Band b -> b;
      case Public p -> p;
      case Constant c -> c;
      case Companion c -> c;
      case Derived d -> d;
      case Mixed m -> m;
      case Withheld w -> w;
    };
  }

  /** Where the value was read; null if that is not one column or nothing protected. */
  default @Nullable Origin source() {
    return switch (this) {
      case Identity identity -> identity.origin();
      case Document document -> document.origin();
      case Companion companion -> companion.origin();
      case Band b -> null;
      case Public p -> null;
      case Constant c -> null;
      case Derived d -> null;
      case Mixed m -> null;
      case Withheld w -> null;
    };
  }

  /** The classes of the values that leave with it. */
  default Set<String> valueClasses() {
    return switch (this) {
      case Identity identity -> Set.of(identity.valueClass());
      case Document document -> document.map().shownClasses();
      case Companion companion -> Set.of(companion.valueClass());
      case Band b -> Set.of();
      case Public p -> Set.of();
      case Constant c -> Set.of();
      case Derived d -> Set.of();
      case Mixed m -> Set.of();
      case Withheld w -> Set.of();
    };
  }

  /**
   * The label of a value that is one of two (FLOW-RULES: the one merge function). A constant never
   * joins an identity: that would hand out tokens of chosen values.
   */
  static Label merge(Label left, Label right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      if (a.isNull()) {
        return b;
      }
      if (b.isNull()) {
        return a;
      }
      if (a.array() != b.array()) {
        return PUBLIC;
      }
      Set<SlotUse> both = new HashSet<>(a.uses());
      both.addAll(b.uses());
      return new Constant(both, a.array());
    }
    if (left instanceof Constant a && a.isNull()) {
      return right.anywhere();
    }
    if (right instanceof Constant b && b.isNull()) {
      return left.anywhere();
    }
    if (left instanceof Identity a && right instanceof Identity b) {
      return a.valueClass().equals(b.valueClass()) && a.array() == b.array()
          ? new Identity(a.valueClass(), a.array(), a.fresh() || b.fresh(), null)
          : new Mixed();
    }
    if (left instanceof Band a && right instanceof Band b) {
      boolean alike =
          a.years() == b.years() && a.column().valueClass().equals(b.column().valueClass());
      return alike ? new Band(a.column().withoutOrigin(), a.years()) : new Mixed();
    }
    if (left instanceof Document a && right instanceof Document b) {
      return a.map().equals(b.map())
          ? new Document(a.map(), a.fresh() || b.fresh(), null)
          : new Mixed();
    }
    if (left.isProtected() || right.isProtected()) {
      return left instanceof Derived ? left : right instanceof Derived ? right : new Mixed();
    }
    return PUBLIC;
  }
}
