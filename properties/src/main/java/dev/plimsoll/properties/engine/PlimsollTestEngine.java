package dev.plimsoll.properties.engine;

import java.nio.file.Path;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/// The engine `plimsoll` of the JUnit Platform.
///
/// Classes with {@link CheckModels} are found by class, package, module, class path or unique id,
/// as with any engine; other selectors find nothing. Unique ids are
/// `[engine:plimsoll]/[class:C]/[model:M]/[claim:N]`.
///
/// Configuration parameter `plimsoll.counterexamples` (a system property will do): the folder in
/// which traces are kept; `target/counterexamples` where it is not given.
public final class PlimsollTestEngine implements TestEngine {

  /// What unique ids begin with.
  public static final String ID = "plimsoll";

  private static final EngineDiscoveryRequestResolver<EngineDescriptor> RESOLVER =
      EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
          .addClassContainerSelectorResolver(
              type -> AnnotationSupport.isAnnotated(type, CheckModels.class))
          .addSelectorResolver(context -> new ModelClassResolver(context.getClassNameFilter()))
          .build();

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    var engine = new EngineDescriptor(id, "Plimsoll");
    RESOLVER.resolve(request, engine);
    return engine;
  }

  @Override
  public void execute(ExecutionRequest request) {
    var folder =
        request
            .getConfigurationParameters()
            .get("plimsoll.counterexamples")
            .orElse("target/counterexamples");
    new Execution(request.getEngineExecutionListener(), Path.of(folder))
        .run(request.getRootTestDescriptor());
  }
}
