using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Shared;

namespace Portal.Tests.Shared;

/// <summary>Renders staff components for one person, as an interactive page. Scripts are answered, not run.</summary>
public sealed class PageContext : BunitContext
{
    public PageContext(Role role = Role.Admin, Actor? actor = null)
    {
        Actor = actor ?? new(Guid.CreateVersion7(), role, "Rosa Vidal");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(Clock).AddSingleton<IEventHub>(Hub).AddSingleton<Toasts>().AddScoped<PersonZone>();
    }

    public Actor Actor { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 30, 20, TimeSpan.Zero));

    public EventHub Hub { get; } = new(NullLogger<EventHub>.Instance);

    public IRenderedComponent<T> Show<T>(Action<ComponentParameterCollectionBuilder<T>>? parameters = null) where T : IComponent
    {
        // Not in the constructor: it closes the list of services.
        SetRendererInfo(new("Server", isInteractive: true));
        return Render<T>(p =>
        {
            p.AddCascadingValue(Actor);
            parameters?.Invoke(p);
        });
    }
}
