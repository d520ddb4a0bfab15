package dev.plimsoll.properties.engine;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.catalog.ModelDefinition;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/// Finds the models and claims of a class with {@link CheckModels}.
///
/// A class becomes a container with its models in it, and a model one with its claims; a unique id
/// that ends earlier or later takes everything below it, and nothing beside it.
final class ModelClassResolver implements SelectorResolver {

  private final Predicate<String> classNames;

  ModelClassResolver(Predicate<String> classNames) {
    this.classNames = classNames;
  }

  @Override
  public Resolution resolve(ClassSelector selector, Context context) {
    var type = selector.getJavaClass();
    var annotation = AnnotationSupport.findAnnotation(type, CheckModels.class);
    if (annotation.isEmpty() || !classNames.test(type.getName())) {
      return Resolution.unresolved();
    }
    var container =
        context.addToParent(parent -> Optional.of(new CheckDescriptor.OfClass(parent, type)));
    return container
        .map(
            descriptor ->
                Resolution.match(
                    Match.exact(
                        descriptor, () -> models(descriptor.getUniqueId(), annotation.get()))))
        .orElseGet(Resolution::unresolved);
  }

  private static Set<UniqueIdSelector> models(UniqueId id, CheckModels annotation) {
    var names = definitions(annotation).stream().map(ModelDefinition::name).toList();
    return below(id, CheckDescriptor.MODEL, names);
  }

  private static List<ModelDefinition> definitions(CheckModels annotation) {
    var sources = Arrays.asList(annotation.value());
    return sources.isEmpty()
        ? Catalog.load().sound()
        : new Catalog(
                sources.stream()
                    .flatMap(type -> ReflectionSupport.newInstance(type).definitions().stream())
                    .toList())
            .definitions();
  }

  private static Set<UniqueIdSelector> below(UniqueId id, String type, List<String> names) {
    var selectors = new LinkedHashSet<UniqueIdSelector>();
    names.forEach(name -> selectors.add(DiscoverySelectors.selectUniqueId(id.append(type, name))));
    return selectors;
  }

  @Override
  public Resolution resolve(UniqueIdSelector selector, Context context) {
    var id = selector.getUniqueId();
    var last = id.getLastSegment();
    return switch (last.getType()) {
      case CheckDescriptor.CLASS ->
          ReflectionSupport.tryToLoadClass(last.getValue())
              .toOptional()
              .map(type -> resolve(DiscoverySelectors.selectClass(type), context))
              .orElseGet(Resolution::unresolved);
      case CheckDescriptor.MODEL ->
          added(context, id, parent -> model((CheckDescriptor.OfClass) parent, last.getValue()));
      case CheckDescriptor.CLAIM ->
          added(context, id, parent -> claim((CheckDescriptor.OfModel) parent, last.getValue()));
      default -> Resolution.unresolved();
    };
  }

  private interface Below {
    Optional<? extends TestDescriptor> of(TestDescriptor parent);
  }

  private static Resolution added(Context context, UniqueId id, Below below) {
    var parent = DiscoverySelectors.selectUniqueId(id.removeLastSegment());
    return context
        .addToParent(() -> parent, below::of)
        .map(
            descriptor ->
                Resolution.match(
                    Match.exact(
                        descriptor,
                        () ->
                            descriptor instanceof CheckDescriptor.OfModel model
                                ? below(id, CheckDescriptor.CLAIM, model.claims())
                                : Set.of())))
        .orElseGet(Resolution::unresolved);
  }

  private static Optional<CheckDescriptor.OfModel> model(
      CheckDescriptor.OfClass parent, String name) {
    var annotation = AnnotationSupport.findAnnotation(parent.type(), CheckModels.class);
    return annotation.stream()
        .flatMap(models -> definitions(models).stream())
        .filter(definition -> definition.name().equals(name))
        .findFirst()
        .map(definition -> new CheckDescriptor.OfModel(parent, definition));
  }

  private static Optional<CheckDescriptor.OfClaim> claim(
      CheckDescriptor.OfModel parent, String name) {
    return parent.claims().contains(name)
        ? Optional.of(new CheckDescriptor.OfClaim(parent, name))
        : Optional.empty();
  }
}
