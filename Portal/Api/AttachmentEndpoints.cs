using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Portal.Components.Accounts;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Hosting;

namespace Portal.Api;

public static class AttachmentEndpoints
{
    /// <summary>Carries the file's own name, percent-encoded.</summary>
    public const string NameHeader = "X-File-Name";

    public static WebApplication MapAttachments(this WebApplication app)
    {
        // Both carry their proof in the address, made by a circuit for one person; cookies play no part in a customer's frame.
        app.MapGet("/attachments/{id:guid}", ReadAsync).AllowAnonymous().RequireRateLimiting(Limit.Files);
        app.MapPost("/attachments", UploadAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(Limit.Uploads);
        return app;
    }

    private static async Task<IResult> ReadAsync(Guid id, string? access, HttpContext context, AttachmentLinks links, ReadAttachment read)
    {
        if (links.ReaderOf(new(id), access) is not { } reader || !IsStill(reader, context)) return Results.NotFound();
        if (await read.ExecuteAsync(reader, new(id), context.RequestAborted) is not { } found) return Results.NotFound();

        var inline = FileRules.MayShowInline(found.File.ContentType);
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(found.File.FileName);
        var headers = context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        // Whatever the content is, nothing in it may run or load anything.
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        headers.CacheControl = "private, max-age=3600, immutable";
        return Results.Stream(found.Content, found.File.ContentType, enableRangeProcessing: true);
    }

    private static async Task<IResult> UploadAsync(string? ticket, HttpContext context, AttachmentLinks links, UploadAttachment upload, UploadPace pace, IOptions<ConversationOptions> options)
    {
        if (links.WriterOf(ticket) is not { } found || !IsStill(found.Writer, context)) return Results.NotFound();
        if (pace.Take(found.Writer.Id) is { } wait) return Results.Extensions.TooMuch(wait);
        var limit = options.Value.LargestAttachment;
        if (context.Request.ContentLength > limit) return Refuse(StatusCodes.Status413PayloadTooLarge, "too-large", limit);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body) body.MaxRequestBodySize = limit + 1024;

        var name = Uri.UnescapeDataString(context.Request.Headers[NameHeader].ToString());
        return await upload.ExecuteAsync(found.Writer, found.Conversation, name, context.Request.Body, context.RequestAborted) switch
        {
            UploadOutcome.Stored s => Results.Ok(new { id = s.Attachment.Id.Value, name = s.Attachment.FileName, type = s.Attachment.ContentType, size = s.Attachment.Size }),
            UploadOutcome.TooLarge t => Refuse(StatusCodes.Status413PayloadTooLarge, "too-large", t.Limit),
            UploadOutcome.Empty => Refuse(StatusCodes.Status400BadRequest, "empty", null),
            UploadOutcome.NotAllowed => Refuse(StatusCodes.Status415UnsupportedMediaType, "not-allowed", null),
            UploadOutcome.Unknown => Results.NotFound(),
            var other => throw new InvalidOperationException($"No answer for {other}"),
        };
    }

    /// <summary>A member of staff must still be signed in as that person: an address that leaked opens nothing.</summary>
    private static bool IsStill(Actor actor, HttpContext context) =>
        !actor.IsStaff || StaffClaims.ActorOf(context.User) is { } current && current.Id == actor.Id;

    private static IResult Refuse(int status, string reason, long? limit) => Results.Json(new { reason, limit }, statusCode: status);
}
