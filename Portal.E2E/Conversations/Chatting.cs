using Microsoft.Playwright;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations;

/// <summary>What a customer and an agent do with their pages, by the names that a screen reader would tell them.</summary>
internal static class Chatting
{
    public static async Task<IFrameLocator> OpenChatAsync(this BrowserSession customer)
    {
        await customer.GoToAsync("/demo");
        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        return customer.Page.FrameLocator("iframe[title='Chat']");
    }

    public static ILocator Log(this IFrameLocator chat) => chat.GetByRole(AriaRole.Log, new() { Name = "Conversation" });

    public static ILocator Log(this IPage workspace) => workspace.GetByRole(AriaRole.Log, new() { Name = "Conversation" });

    public static async Task WriteAsync(this IFrameLocator chat, string text)
    {
        var box = chat.GetByRole(AriaRole.Textbox, new() { Name = "Message" });
        await box.FillAsync(text);
        await box.PressAsync("Enter");
        // While the page is not alive yet the text waits in the box: nobody types over it.
        await Assertions.Expect(box).ToHaveValueAsync("", new() { Timeout = 20_000 });
    }

    /// <summary>
    /// As somebody does whose page loads itself again under their hands: the text stands in the box once more, and they press Enter
    /// again. Whoever typed the next message over it instead would have thrown it away themselves.
    /// </summary>
    public static async Task WriteUntilShownAsync(this IFrameLocator chat, string text)
    {
        var box = chat.GetByRole(AriaRole.Textbox, new() { Name = "Message" });
        await box.FillAsync(text);
        await box.PressAsync("Enter");
        for (var look = 0; look < 40; look++)
        {
            try
            {
                await chat.Log().GetByText(text).First.WaitForAsync(new() { Timeout = 500 });
                return;
            }
            catch (TimeoutException)
            {
                if (await box.InputValueAsync() == text) await box.PressAsync("Enter");
            }
        }

        await Assertions.Expect(chat.Log()).ToContainTextAsync(text);
    }

    public static async Task ReplyAsync(this IPage workspace, string text)
    {
        var box = workspace.GetByRole(AriaRole.Textbox, new() { Name = "Reply" });
        await box.FillAsync(text);
        await box.PressAsync("Enter");
    }

    /// <summary>Opens the conversation whose list row holds the text.</summary>
    public static async Task OpenRowAsync(this IPage workspace, string text)
    {
        await workspace.GetByRole(AriaRole.List, new() { Name = "Conversations" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = text }).First.ClickAsync();
        await Assertions.Expect(workspace.Log()).ToContainTextAsync(text);
    }
}
