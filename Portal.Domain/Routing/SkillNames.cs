using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>Skills that were deleted while conversations asked for them: nobody can have them any more, so nobody waits for them.</summary>
internal static class SkillNames
{
    public static async Task<List<Conversation>> ForgetDeletedAsync(IRoutingStore store, List<Conversation> waiting, CancellationToken ct)
    {
        if (waiting.TrueForAll(c => c.Needs.Length == 0)) return waiting;
        var known = (await store.ListSkillsAsync(ct)).Select(s => s.Id).ToHashSet();
        return [.. waiting.Select(c => c.Needs.All(n => known.Contains(n.Skill)) ? c : c with { Needs = c.Needs.RemoveAll(n => !known.Contains(n.Skill)) })];
    }
}
