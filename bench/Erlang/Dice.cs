namespace Portal.Bench.Erlang;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014). The framework's seeded generator is an additive one whose draws depend on those 21 and 55
/// before: with two draws for each arrival that shows in the waits as soon as there are millions of them.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>From 0 to below 1.</summary>
    public double Next()
    {
        var z = state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public int Below(int count) => (int)(Next() * count);

    public double Exponential(double mean) => -Math.Log(1 - Next()) * mean;
}
