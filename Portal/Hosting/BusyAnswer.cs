using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Api;
using Portal.Components.Channels;
using Portal.Domain.Channels;

namespace Portal.Hosting;

/// <summary>What somebody gets who has to wait. It costs no database and no circuit: it is given when there is too little of both.</summary>
internal static class BusyAnswer
{
    private const int LongestWait = 60;

    /// <param name="status">429 for one who asked too much, 503 when it is not their doing.</param>
    public static async Task WriteAsync(HttpContext context, int status, TimeSpan retryAfter)
    {
        var seconds = Math.Clamp((int)Math.Ceiling(retryAfter.TotalSeconds), 1, LongestWait);
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            // There is nothing on this page that a foreign page could trick anybody into.
            context.AllowFramingByAnyone();
            await new RazorComponentResult<BusyDocument>(new { Words = EmbedEndpoints.WordsFor(new InboxTexts(), context), BasePath = $"{context.Request.PathBase}/", Seconds = seconds }) { StatusCode = status }.ExecuteAsync(context);
            return;
        }

        await context.Response.WriteAsync($"Too much at once. Try again in {seconds} s.\n", context.RequestAborted);
    }
}

internal static class BusyResults
{
    /// <summary>No room for anybody at the moment.</summary>
    public static IResult Busy(this IResultExtensions _, TimeSpan retryAfter) => new BusyResult(StatusCodes.Status503ServiceUnavailable, retryAfter);

    /// <summary>Too much from this one.</summary>
    public static IResult TooMuch(this IResultExtensions _, TimeSpan retryAfter) => new BusyResult(StatusCodes.Status429TooManyRequests, retryAfter);

    private sealed class BusyResult(int status, TimeSpan retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext context) => BusyAnswer.WriteAsync(context, status, retryAfter);
    }
}
