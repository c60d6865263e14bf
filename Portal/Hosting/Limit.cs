namespace Portal.Hosting;

/// <summary>The names of the limits that endpoints stand under; <see cref="LimitOptions"/> has their sizes.</summary>
public static class Limit
{
    public const string Hellos = "hellos";
    public const string Identities = "identities";
    public const string Chats = "chats";
    public const string Pages = "pages";
    public const string Files = "files";
    public const string Uploads = "uploads";
    public const string Connects = "connects";
    public const string Checks = "checks";
}
