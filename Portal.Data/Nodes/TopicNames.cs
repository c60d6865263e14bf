using System.Globalization;
using Portal.Domain.Shared;

namespace Portal.Data.Nodes;

/// <summary>Topics as one text: the kind's number and the id, 33 letters or more for each, separated by blanks.</summary>
public static class TopicNames
{
    public static string Write(IReadOnlyCollection<Topic> topics) =>
        string.Join(' ', topics.Select(t => string.Create(CultureInfo.InvariantCulture, $"{(int)t.Kind}:{t.Id:N}")));

    /// <summary>Null when the text is of a version that names topics which are not known here: then everything has to be read.</summary>
    public static IReadOnlyCollection<Topic>? Read(string text)
    {
        var topics = new List<Topic>();
        foreach (var name in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = name.Split(':');
            if (parts.Length != 2 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var number)
                || !Enum.IsDefined((TopicKind)number) || !Guid.TryParseExact(parts[1], "N", out var id)) return null;
            topics.Add(new Topic((TopicKind)number, id));
        }

        return topics;
    }
}
