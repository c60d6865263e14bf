namespace Portal.Bench.Erlang;

/// <summary>How others give conversations out: at arrival, into an agent's own pile.</summary>
internal enum PeerPolicy
{
    /// <summary>To whoever of those with the skill has the fewest open.</summary>
    FewestOpen,
    /// <summary>To the next one in turn of those with the skill.</summary>
    RoundRobin,
    /// <summary>To whoever has the fewest open, whatever they can; who cannot looks at it and hands it to somebody who can.</summary>
    NoSkills,
}

/// <summary>
/// The same traffic under the policies of peers (their documents, not their code): each conversation is given to an agent the
/// moment it comes and waits in that agent's pile; nothing is taken back when a colleague becomes free.
/// </summary>
internal static class PeerRun
{
    /// <summary>Seconds that it takes to see that a conversation is for somebody else.</summary>
    public const double Look = 30;

    public static ((double Mean, double Half) Wait, (double Mean, double Half) MeanWait, (double Mean, double Half) Within, double BusyVariation, int Tail) Play(Traffic traffic, double within, PeerPolicy policy)
    {
        var skills = Enumerable.Range(0, traffic.Agents).Select(n => traffic.SkillsOf?.Invoke(n) ?? [0]).ToArray();
        var can = Enumerable.Range(0, traffic.Types).Select(t => Enumerable.Range(0, traffic.Agents).Where(a => skills[a].Contains(t)).ToArray()).ToArray();
        var all = Enumerable.Range(0, traffic.Agents).ToArray();
        var piles = Enumerable.Range(0, traffic.Agents).Select(_ => new Pile()).ToArray();
        var turn = new int[traffic.Types];
        var handed = new PriorityQueue<(int Number, double Came, int Type, double Handling, double Waited), double>();
        var (wait, mean, inTime, tail) = (New(), New(), New(), new WaitTail());
        BatchMeans New() => new(traffic.Arrivals, traffic.Skip);

        var number = 0;
        foreach (var (at, type, handling, _) in traffic.Draw())
        {
            while (handed.TryPeek(out _, out var due) && due <= at)
            {
                var back = handed.Dequeue();
                Take(Fewest(can[back.Type], due), back.Number, due, back.Type, back.Handling, back.Waited);
            }

            var who = policy switch
            {
                PeerPolicy.FewestOpen => Fewest(can[type], at),
                PeerPolicy.RoundRobin => can[type][turn[type]++ % can[type].Length],
                PeerPolicy.NoSkills => Fewest(all, at),
                _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "No such policy"),
            };
            Take(who, number++, at, type, handling, 0);
        }

        return (wait.Result(), mean.Result(), inTime.Result(), ErlangRun.Variation([.. piles.Select(p => p.Busy)]), tail.At(0.99));

        void Take(int agent, int n, double at, int type, double handling, double waited)
        {
            var (knows, pile) = (skills[agent].Contains(type), piles[agent]);
            var began = pile.Add(at, knows ? handling : Look);
            waited += began - at;
            if (!knows)
            {
                handed.Enqueue((n, at, type, handling, waited), began + Look);
                return;
            }

            wait.Add(n, waited > 0 ? 1 : 0);
            mean.Add(n, waited);
            inTime.Add(n, waited <= within ? 1 : 0);
            if (n >= traffic.Skip) tail.Add(waited);
        }

        int Fewest(int[] among, double at)
        {
            var (best, fewest, longest) = (among[0], int.MaxValue, double.MaxValue);
            foreach (var agent in among)
            {
                var open = piles[agent].OpenAt(at);
                if (open > fewest || (open == fewest && piles[agent].FreeAt >= longest)) continue;
                (best, fewest, longest) = (agent, open, piles[agent].FreeAt);
            }

            return best;
        }
    }

    /// <summary>One after the other, first come first.</summary>
    private sealed class Pile
    {
        private readonly Queue<double> ends = new();

        public double FreeAt { get; private set; }

        public double Busy { get; private set; }

        public int OpenAt(double at)
        {
            while (ends.TryPeek(out var end) && end <= at) ends.Dequeue();
            return ends.Count;
        }

        /// <returns>When it begins.</returns>
        public double Add(double at, double handling)
        {
            var begins = Math.Max(at, FreeAt);
            FreeAt = begins + handling;
            Busy += handling;
            ends.Enqueue(FreeAt);
            return begins;
        }
    }
}
