using Portal.Components.Channels;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Hosting;

namespace Portal.Api;

/// <summary>What <c>wwwroot/embed/chat.js</c> asks from other people's pages. No cookie plays a part in either direction.</summary>
public static class EmbedEndpoints
{
    public static WebApplicationBuilder AddPortalEmbed(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChatPace>();
        return builder;
    }

    public static WebApplication MapPortalEmbed(this WebApplication app)
    {
        var embed = app.MapGroup("/embed/v1/{inboxKey}").AllowAnonymous().DisableAntiforgery();
        embed.MapPost("/hello", HelloAsync).RequireRateLimiting(Limit.Hellos);
        embed.MapPost("/identify", IdentifyAsync).RequireRateLimiting(Limit.Identities);
        embed.MapMethods("/{what}", [HttpMethods.Options], PreflightAsync).RequireRateLimiting(Limit.Hellos);
        return app;
    }

    /// <summary>Look, texts and unread messages. Makes no customer and no circuit: most visitors only browse.</summary>
    private static async Task<IResult> HelloAsync(
        string inboxKey, HttpContext context, FindInbox inboxes, OpenChat open, CountUnread unread, CancellationToken ct)
    {
        if (await inboxes.ByKeyAsync(inboxKey, ct) is not { } inbox) return Results.NotFound();
        if (!EmbedOrigins.Allow(inbox, context)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (await EmbedBody.ReadAsync<HelloRequest>(context.Request, ct) is not { } request) return Results.BadRequest();

        var waiting = 0;
        if (request.Token is { } token && await open.ExecuteAsync(inbox, token, ct) is { Current: { } current } session)
            waiting = await unread.ExecuteAsync(session.Actor, current, ct);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(Answer(inbox, WordsFor(inbox, context), waiting));
    }

    /// <summary>A proven identity replaces the visitor's token; a wrong proof changes nothing.</summary>
    private static async Task<IResult> IdentifyAsync(
        string inboxKey, HttpContext context, FindInbox inboxes, IdentifyVisitor identify, CancellationToken ct)
    {
        if (await inboxes.ByKeyAsync(inboxKey, ct) is not { } inbox) return Results.NotFound();
        if (!EmbedOrigins.Allow(inbox, context)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (await EmbedBody.ReadAsync<IdentifyRequest>(context.Request, ct) is not { } request || request.PlainAttributes() is not { } attributes)
            return Results.BadRequest();

        context.Response.Headers.CacheControl = "no-store";
        var claim = new IdentityClaim(request.Id, request.Hash, request.Name, request.Email, attributes);
        return await identify.ExecuteAsync(inbox, request.Token, claim, WordsFor(inbox, context).Language, ct) switch
        {
            IdentifyOutcome.Identified identified => Results.Json(new IdentifyAnswer(identified.Token)),
            IdentifyOutcome.Refused => Results.StatusCode(StatusCodes.Status403Forbidden),
            var other => throw new InvalidOperationException($"No answer for {other}"),
        };
    }

    /// <summary>The loader needs none; for pages that ask by their own code with a JSON content type.</summary>
    private static async Task<IResult> PreflightAsync(string inboxKey, HttpContext context, FindInbox inboxes, CancellationToken ct)
    {
        if (await inboxes.ByKeyAsync(inboxKey, ct) is not { } inbox) return Results.NotFound();
        if (!EmbedOrigins.Allow(inbox, context)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        context.Response.Headers.AccessControlAllowMethods = HttpMethods.Post;
        context.Response.Headers.AccessControlAllowHeaders = "content-type";
        context.Response.Headers.AccessControlMaxAge = "7200";
        return Results.NoContent();
    }

    private static HelloAnswer Answer(Inbox inbox, ChatWords words, int unread) => new(
        words.Language, words.Direction, words["Chat"], words["OpenChat"], words["CloseChat"],
        string.IsNullOrWhiteSpace(inbox.Texts.Teaser) ? null : inbox.Texts.Teaser, words["DismissTeaser"],
        inbox.Look.Brand, inbox.Look.Position is LauncherPosition.Left ? "left" : "right", inbox.Look.ShowLauncher, unread, words["Unread"]);

    internal static ChatWords WordsFor(Inbox inbox, HttpContext context) => WordsFor(inbox.Texts, context);

    internal static ChatWords WordsFor(InboxTexts texts, HttpContext context) =>
        new(InboxRules.LanguageFor(texts, context.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString()).Take(20)));
}
