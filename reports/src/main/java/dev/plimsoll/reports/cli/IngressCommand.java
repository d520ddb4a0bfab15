package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.network.ingress.Decision.Target;
import dev.plimsoll.network.ingress.HttpRequest;
import dev.plimsoll.network.ingress.Reading;
import dev.plimsoll.reports.cluster.ManifestFiles;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `plimsoll ingress -f PATH HOST PATH`: which backend answers a request, and why.
@Command(
    name = "ingress",
    description = {
      "Say which backend answers an HTTP request from outside, by the Ingresses of manifests.",
      "Also told: what became of all other rules. Exit status: 0 a port of a Service answers, which"
          + " is there; 12 the Service or its port is not, or nothing waits at the port of the"
          + " request; 21 it is up to the controller; 65 a file cannot be read."
    })
final class IngressCommand implements Callable<Integer> {

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "PATH",
      description = {
        "Ingresses, IngressClasses and Services as YAML or JSON, or a folder of them. Repeatable."
      })
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "The class of the load balancer that is asked; default: the only one.")
  private @Nullable String className;

  @Option(
      names = "--implementation-specific",
      paramLabel = "prefix|exact",
      converter = Word.class,
      description = "How it reads paths of the type ImplementationSpecific; default: prefix.")
  private Reading reading = Reading.PREFIX;

  @Parameters(
      arity = "1..2",
      paramLabel = "URL|HOST PATH",
      description = "What is asked for; a host and a path are asked for without TLS.")
  private List<String> request = new ArrayList<>();

  @Mixin Output output;

  @Mixin HelpOption help;

  /// Reads the word for a reading.
  static final class Word implements ITypeConverter<Reading> {
    @Override
    public Reading convert(String word) {
      return Arrays.stream(Reading.values())
          .filter(each -> Parameter.written(each).equals(word))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("expected prefix or exact, but is '" + word + "'"));
    }
  }

  @Override
  public Integer call() {
    var asked = httpRequest(request);
    var manifests = new ManifestFiles(paths).read(file -> new InputFile(file).text());
    var choice = IngressChoice.of(manifests, className);
    if (choice.ingresses().isEmpty()) {
      output.err().println("plimsoll: there is no Ingress in " + String.join(", ", paths));
    }
    var balancer = choice.balancer(reading);
    var answer =
        new IngressAnswer(
            manifests, choice.className(), balancer, balancer.decide(asked), choice.unserved());
    if (output.isText()) {
      output.print(IngressText.lines(answer));
    } else {
      output.print(IngressJson.encode(answer));
    }
    return status(answer);
  }

  /// Reads a URL, or a host and a path.
  ///
  /// @throws UsageException if it is none
  static HttpRequest httpRequest(List<String> words) {
    try {
      return words.size() == 2
          ? HttpRequest.http(words.getFirst(), words.getLast())
          : parsed(URI.create(words.getFirst()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static HttpRequest parsed(URI url) {
    var isSecure = "https".equalsIgnoreCase(url.getScheme());
    if (url.getHost() == null || !(isSecure || "http".equalsIgnoreCase(url.getScheme()))) {
      throw new UsageException(
          "expected a host and a path, or a URL such as http://www.example.com/shop, but is '%s'"
              .formatted(url));
    }
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var usual =
        isSecure ? HttpRequest.https(url.getHost(), path) : HttpRequest.http(url.getHost(), path);
    return url.getPort() < 0 ? usual : new HttpRequest(isSecure, usual.host(), url.getPort(), path);
  }

  private static int status(IngressAnswer answer) {
    if (answer.decision().target() instanceof Target.Nobody) {
      return ExitStatus.VIOLATED;
    }
    return answer
        .presence()
        .map(
            presence ->
                switch (presence) {
                  case THERE -> ExitStatus.HOLDS;
                  case NO_SERVICE, NO_PORT, NOT_TCP -> ExitStatus.VIOLATED;
                  case RESOURCE -> ExitStatus.INCOMPLETE;
                })
        .orElse(ExitStatus.INCOMPLETE);
  }
}
