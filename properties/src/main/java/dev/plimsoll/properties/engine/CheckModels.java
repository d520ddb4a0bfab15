package dev.plimsoll.properties.engine;

import dev.plimsoll.checker.catalog.Models;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a class a test class of the engine `plimsoll`: the claims of models, a test for each.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface CheckModels {

  /// Where the models come from; by default from the whole catalog, but for those that are
  /// broken by default. Each class needs a constructor without parameters.
  Class<? extends Models>[] value() default {};
}
