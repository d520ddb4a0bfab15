package dev.plimsoll.properties.engine;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/// What the engine shows and runs: a class, its models, their claims.
abstract sealed class CheckDescriptor extends AbstractTestDescriptor {

  /// The types of segments of unique ids.
  static final String CLASS = "class";

  static final String MODEL = "model";
  static final String CLAIM = "claim";

  private CheckDescriptor(UniqueId id, String name, TestSource source) {
    super(id, name, source);
  }

  /// A class with {@link CheckModels}.
  static final class OfClass extends CheckDescriptor {
    private final Class<?> type;

    OfClass(TestDescriptor engine, Class<?> type) {
      super(
          engine.getUniqueId().append(CLASS, type.getName()),
          type.getSimpleName(),
          ClassSource.from(type));
      this.type = type;
    }

    Class<?> type() {
      return type;
    }

    @Override
    public Type getType() {
      return Type.CONTAINER;
    }
  }

  /// A model at its default parameters.
  static final class OfModel extends CheckDescriptor {
    private final Configured configured;

    OfModel(OfClass parent, ModelDefinition definition) {
      super(
          parent.getUniqueId().append(MODEL, definition.name()),
          definition.name(),
          ClassSource.from(parent.type()));
      configured = definition.configure(Map.of());
    }

    Configured configured() {
      return configured;
    }

    /// The names of all its claims, asked for or not.
    List<String> claims() {
      return configured.model().claims().stream().map(Claim::name).toList();
    }

    @Override
    public Type getType() {
      return Type.CONTAINER;
    }
  }

  /// A claim.
  static final class OfClaim extends CheckDescriptor {
    private final String claim;

    OfClaim(OfModel parent, String claim) {
      super(
          parent.getUniqueId().append(CLAIM, claim),
          parent.getDisplayName() + ": " + claim,
          parent.getSource().orElseThrow());
      this.claim = claim;
    }

    String claim() {
      return claim;
    }

    @Override
    public Type getType() {
      return Type.TEST;
    }
  }
}
