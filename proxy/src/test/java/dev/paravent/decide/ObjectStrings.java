package dev.paravent.decide;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every text that can be reached from an object: strings, byte arrays, numbers. */
final class ObjectStrings {
  private final List<String> texts = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private ObjectStrings() {}

  static ObjectStrings of(Object root) {
    ObjectStrings strings = new ObjectStrings();
    strings.reach(root);
    while (!strings.open.isEmpty()) {
      strings.walk(strings.open.pop());
    }
    return strings;
  }

  List<String> all() {
    return texts;
  }

  boolean anyContains(String value) {
    return texts.stream().anyMatch(text -> text.contains(value));
  }

  private void reach(@Nullable Object object) {
    if (object != null && seen.add(object)) {
      open.push(object);
    }
  }

  private void walk(Object object) {
    switch (object) {
      case CharSequence text -> texts.add(text.toString());
      case Number number -> texts.add(number.toString());
      case byte[] bytes -> texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
      case char[] chars -> texts.add(new String(chars));
      case Map<?, ?> map ->
          map.forEach(
              (key, value) -> {
                reach(key);
                reach(value);
              });
      case Collection<?> collection -> collection.forEach(this::reach);
      case Object[] array -> each(array);
      case Class<?> type -> {}
      case Thread thread -> {}
      default -> fields(object);
    }
  }

  private void each(Object[] array) {
    for (int i = 0; i < array.length; i++) {
      reach(array[i]);
    }
  }

  /** The fields of our own objects; the JDK's are told by what they hold. */
  private void fields(Object object) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      if (!type.getName().startsWith("dev.paravent.")
          && !type.getName().startsWith("com.github.benmanes.caffeine.")) {
        continue;
      }
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
          number(object, field);
          continue;
        }
        try {
          field.setAccessible(true);
          reach(field.get(object));
        } catch (IllegalAccessException closed) {
          throw new AssertionError(closed);
        }
      }
    }
  }

  private void number(Object object, Field field) {
    if (field.getType() == long.class && !Modifier.isStatic(field.getModifiers())) {
      try {
        field.setAccessible(true);
        texts.add(Long.toString(field.getLong(object)));
      } catch (IllegalAccessException closed) {
        throw new AssertionError(closed);
      }
    }
  }
}
