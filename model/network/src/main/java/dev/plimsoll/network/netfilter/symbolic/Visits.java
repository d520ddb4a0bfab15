package dev.plimsoll.network.netfilter.symbolic;

/// Is told which packets come to which rule.
interface Visits {

  /// Nobody is told.
  Visits UNSEEN =
      new Visits() {
        @Override
        public void reached(Code code, int index, int set) {}

        @Override
        public void matched(Code code, int index, int set) {}
      };

  /// Packets that come to a rule.
  void reached(Code code, int index, int set);

  /// Packets that meet its conditions, perhaps.
  void matched(Code code, int index, int set);
}
