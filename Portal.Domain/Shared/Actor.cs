namespace Portal.Domain.Shared;

/// <summary>In rising order of what a person may do among staff: an Admin may do what a Supervisor may, and so on.</summary>
public enum Role { Customer, Bot, Agent, Supervisor, Admin, System }

/// <summary>Who asks for an operation. <see cref="Name"/> is what other people are shown.</summary>
public sealed record Actor(Guid Id, Role Role, string Name)
{
    /// <summary>Portal itself: routing, timers, seeding.</summary>
    public static Actor System { get; } = new(Guid.Empty, Role.System, "Portal");

    public static Actor Of(CustomerId customer, string name) => new(customer.Value, Role.Customer, name);

    /// <summary>Played by the demo: whatever it begins is marked, counts in no report, and can be removed whole.</summary>
    public bool IsSimulated { get; init; }

    public bool IsStaff => Role is Role.Agent or Role.Supervisor or Role.Admin;

    /// <summary>May steer other people's work.</summary>
    public bool Leads => Role is Role.Supervisor or Role.Admin or Role.System;

    public UserId User => IsStaff ? new(Id) : throw new InvalidOperationException($"{Role} is not a member of staff.");

    public CustomerId Customer => Role is Role.Customer ? new(Id) : throw new InvalidOperationException($"{Role} is not a customer.");
}
