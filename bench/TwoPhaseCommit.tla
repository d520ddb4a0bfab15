--------------------------- MODULE TwoPhaseCommit ---------------------------
(* Two-phase commit, after Gray and Lamport, "Consensus on Transaction      *)
(* Commit", MSR-TR-2003-96, section 3: the same machine, step for step, as  *)
(* the model two-phase-commit and as twopc.pml.                             *)
(* Messages are never lost and stay for ever; a receiver that takes one a   *)
(* second time changes nothing, which counts as a step all the same.        *)
(* With n managers there are 4^n + 6^n + 2^n states.                        *)
EXTENDS Naturals

CONSTANT Managers   \* how many resource managers take part, at least 1

VARIABLES
  manager,      \* [Manager -> {"working", "prepared", "committed", "aborted"}]
  coordinator,  \* "working", "committed" or "aborted"
  heard,        \* [Manager -> BOOLEAN], of whom it has heard that it is prepared
  messages      \* set of records

vars == <<manager, coordinator, heard, messages>>

Manager == 1..Managers
Prepared(m) == [type |-> "prepared", manager |-> m]
Decided(outcome) == [type |-> "decided", outcome |-> outcome]

Init ==
  /\ manager = [m \in Manager |-> "working"]
  /\ coordinator = "working"
  /\ heard = [m \in Manager |-> FALSE]
  /\ messages = {}

----------------------------------------------------------------------------
(* What a manager does of itself.                                           *)
Prepare(m) ==
  /\ manager[m] = "working"
  /\ manager' = [manager EXCEPT ![m] = "prepared"]
  /\ messages' = messages \cup {Prepared(m)}
  /\ UNCHANGED <<coordinator, heard>>

GiveUp(m) ==
  /\ manager[m] = "working"
  /\ manager' = [manager EXCEPT ![m] = "aborted"]
  /\ UNCHANGED <<coordinator, heard, messages>>

(* What the coordinator does.                                               *)
Hear(m) ==
  /\ coordinator = "working"
  /\ Prepared(m) \in messages
  /\ heard' = [heard EXCEPT ![m] = TRUE]
  /\ UNCHANGED <<manager, coordinator, messages>>

Decide(outcome) ==
  /\ coordinator = "working"
  /\ coordinator' = outcome
  /\ messages' = messages \cup {Decided(outcome)}
  /\ UNCHANGED <<manager, heard>>

DecideToCommit ==
  /\ \A m \in Manager : heard[m]
  /\ Decide("committed")

DecideToAbort == Decide("aborted")

(* A manager hears what was decided.                                        *)
Obey(m, outcome) ==
  /\ Decided(outcome) \in messages
  /\ manager' = [manager EXCEPT ![m] = outcome]
  /\ UNCHANGED <<coordinator, heard, messages>>

Next ==
  \/ DecideToCommit
  \/ DecideToAbort
  \/ \E m \in Manager : \/ Prepare(m) \/ GiveUp(m) \/ Hear(m)
                        \/ Obey(m, "committed") \/ Obey(m, "aborted")

Spec == Init /\ [][Next]_vars

----------------------------------------------------------------------------
(* No manager commits where another aborts.                                 *)
Consistent ==
  ~ \E m, n \in Manager : manager[m] = "committed" /\ manager[n] = "aborted"
=============================================================================
