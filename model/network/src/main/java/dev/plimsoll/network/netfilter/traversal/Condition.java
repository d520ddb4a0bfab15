package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Module;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.text.Spelling;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import java.util.List;
import java.util.Optional;

/// One condition of a rule, ready to be asked of packet after packet. Asking changes nothing.
final class Condition {

  /// What a match asks of a packet under way, leaving a `!` aside.
  interface Question {
    Answer of(Walk walk);
  }

  private final String module;
  private final Test test;
  private final Question question;
  private final boolean isAskedUntracked;
  private final boolean needsConnection;
  private final boolean needsFrame;
  private final boolean asksSource;

  /// @param module the module that the test was written under
  /// @param question what the test's match asks
  Condition(Module module, Test test, Question question) {
    this.module = module.name();
    this.test = test;
    this.question = question;
    isAskedUntracked = !module.passesOver(test);
    needsConnection = test.match().needsConnection();
    needsFrame = test.match() instanceof Match.SourceMac;
    asksSource = asksSource(test.match());
  }

  /// Whether the kernel looks at it; see [Module#passesOver].
  boolean isAsked(Walk walk) {
    return isAskedUntracked || walk.tracked;
  }

  /// The answer, `!` included. Without a connection, what asks for one does not hold, nor does its
  /// opposite; and the same of a frame.
  Answer answer(Walk walk) {
    if (needsConnection && !walk.tracked) {
      return Answer.NO;
    }
    if (needsFrame && walk.mac.equals(Optional.of(MacAddress.NONE))) {
      return Answer.NO;
    }
    Answer answer = question.of(walk);
    if (answer instanceof Answer.Unknown(var about) && about != null) {
      Boolean known = walk.answers.get(about);
      answer = known == null ? answer : Answer.of(known);
    }
    return test.not() ? Answer.negated(answer) : answer;
  }

  /// Whether packets that differ in their sources alone may get different answers.
  boolean asksSource() {
    return asksSource;
  }

  private static boolean asksSource(Match match) {
    return switch (match) {
      case Match.Source _,
          Match.SourcePort _,
          Match.Multiport _,
          Match.ConnAddress _,
          Match.ConnPort _,
          Match.AddressType _,
          Match.Recent _,
          Match.InSet _,
          Match.AddressRange _,
          Match.Unseen _ ->
          true;
      case Match.Destination _,
          Match.InInterface _,
          Match.OutInterface _,
          Match.OfProtocol _,
          Match.Fragment _,
          Match.Comment _,
          Match.DestinationPort _,
          Match.TcpFlags _,
          Match.IcmpType _,
          Match.ConnState _,
          Match.ConnProtocol _,
          Match.ConnDirection _,
          Match.Mark _,
          Match.ConnMark _,
          Match.Random _,
          Match.Nth _,
          Match.Accounting _,
          Match.SourceMac _,
          Match.Uninterpreted _ ->
          false;
    };
  }

  /// What it asks, without `!`.
  Match match() {
    return test.match();
  }

  /// Whether its match is met, given whether the whole holds.
  boolean isMetWhere(boolean holds) {
    return holds != test.not();
  }

  /// As a rule spells it, without `!`.
  String spelling() {
    var plain = List.of(new Module(module, List.of(Test.that(test.match()))));
    return String.join(" ", Spelling.words(plain, new Target.None()));
  }
}
