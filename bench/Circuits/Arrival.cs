using System.Diagnostics;

namespace Portal.Bench.Circuits;

/// <summary>A message at the moment in which a page has drawn it.</summary>
/// <param name="Text">What can be read; a file's name is not part of it.</param>
/// <param name="Mine">Written on this page's side: by the customer in a chat, by the team at a desk.</param>
/// <param name="ClientId">The sender's own id; a chat knows only its own ones.</param>
/// <param name="Conversation">Which conversation the page showed; null before a chat has begun.</param>
/// <param name="Sequence">Its number in the conversation; 0 in a chat, whose page does not show numbers.</param>
/// <param name="Moment">In ticks of <see cref="Stopwatch"/>.</param>
public sealed record Arrival(string Text, bool Mine, Guid? ClientId, Guid? Conversation, long Sequence, long Moment);

/// <summary>What the server answered to a message.</summary>
/// <param name="Sent">It is committed; otherwise it was refused for <paramref name="Reason"/>.</param>
/// <param name="Conversation">Where it went, if the answer names it.</param>
public sealed record SendResult(bool Sent, string? Reason, Guid? Conversation);
