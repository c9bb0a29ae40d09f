package dev.paravent.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The classes of the functions of pg_catalog and information_schema, one for each signature.
 * Whatever it does not allow is refused; functions of other schemas are not its subject and are
 * refused too. Immutable.
 */
public final class FunctionInventory {
  private final Map<String, FunctionClass> allowed = new HashMap<>();
  private final Set<String> refusedNames = new HashSet<>();
  private final Set<String> openNames = new HashSet<>();
  private final List<Pattern> refusedPatterns = new ArrayList<>();

  private FunctionInventory() {
    Map<String, FunctionClass> classes = new HashMap<>();
    for (FunctionClass functionClass : FunctionClass.values()) {
      classes.put(functionClass.word(), functionClass);
    }
    for (InventoryLine line : InventoryLine.read("functions.txt")) {
      FunctionClass functionClass = classes.get(line.word());
      if (functionClass == null || functionClass == FunctionClass.REFUSED) {
        throw line.problem(line.word() + " (expected: a class that allows)");
      }
      line.entries().forEach(entry -> allow(line, entry, functionClass));
    }
    for (InventoryLine line : InventoryLine.read("functions-refused.txt")) {
      boolean open = line.word().equals(FunctionClass.OPEN.word());
      if (!open && !line.word().equals(FunctionClass.REFUSED.word())) {
        throw line.problem(line.word() + " (expected: refuse or open)");
      }
      for (String entry : line.entries()) {
        if (open) {
          openNames.add(entry);
        } else if (entry.contains("*") || entry.contains("(")) {
          refusedPatterns.add(InventoryLine.pattern(entry));
        } else {
          refusedNames.add(entry);
        }
      }
    }
  }

  private void allow(InventoryLine line, String entry, FunctionClass functionClass) {
    if (!entry.endsWith(")") || entry.contains("*")) {
      throw line.problem(entry + " (expected: name(types), without *)");
    }
    if (allowed.put(entry, functionClass) != null) {
      throw line.problem(entry + " is named twice");
    }
  }

  /** Reads the inventory out of this package's resources. */
  public static FunctionInventory load() {
    return new FunctionInventory();
  }

  /**
   * The class of one function.
   *
   * @param argumentTypes pg_type.typname of its declared input arguments, as in pg_proc.proargtypes
   */
  public FunctionClass of(String schema, String name, List<String> argumentTypes) {
    String signature = signature(schema, name, argumentTypes);
    FunctionClass named = allowed.get(signature);
    if (named != null) {
      return named;
    }
    boolean open =
        openNames.contains(name) && schema.equals("pg_catalog") && !isRefusedByPattern(signature);
    return open ? FunctionClass.OPEN : FunctionClass.REFUSED;
  }

  private boolean isRefusedByPattern(String signature) {
    return refusedPatterns.stream().anyMatch(pattern -> pattern.matcher(signature).matches());
  }

  public FunctionClass of(Catalog catalog, Routine routine) {
    return of(routine.schema(), routine.name(), argumentTypes(catalog, routine));
  }

  /**
   * The class of every function that a call with so many arguments may mean, before their types are
   * known. REFUSED if there is none or if they differ.
   */
  public FunctionClass of(Catalog catalog, String schema, String name, int arguments) {
    Set<FunctionClass> classes = new HashSet<>();
    for (Routine routine : catalog.routines(schema, name)) {
      if (takes(routine, arguments)) {
        classes.add(of(catalog, routine));
      }
    }
    return classes.size() == 1 ? classes.iterator().next() : FunctionClass.REFUSED;
  }

  /** Whether somebody has decided about this function, be it by refusing it. */
  boolean names(String schema, String name, List<String> argumentTypes) {
    String signature = signature(schema, name, argumentTypes);
    return allowed.containsKey(signature)
        || refusedNames.contains(name)
        || openNames.contains(name)
        || isRefusedByPattern(signature);
  }

  /** Every signature that some class allows, for comparison with a server. */
  Set<String> allowedSignatures() {
    return Set.copyOf(allowed.keySet());
  }

  private static boolean takes(Routine routine, int arguments) {
    int declared = routine.argumentTypes().size();
    if (routine.variadic() && arguments >= declared) {
      return true;
    }
    // A VARIADIC argument may be given no value at all.
    int required = declared - routine.defaults() - (routine.variadic() ? 1 : 0);
    return arguments >= required && arguments <= declared;
  }

  private static List<String> argumentTypes(Catalog catalog, Routine routine) {
    return routine.argumentTypes().stream()
        .map(oid -> catalog.type(oid).map(FunctionInventory::typeName).orElse("?"))
        .toList();
  }

  private static String typeName(PgType type) {
    return type.isBuiltIn() ? type.name() : "?";
  }

  private static String signature(String schema, String name, List<String> argumentTypes) {
    String signature = name + '(' + String.join(",", argumentTypes) + ')';
    return schema.equals("pg_catalog") ? signature : schema + '.' + signature;
  }
}
