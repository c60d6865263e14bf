namespace Portal.Components.Accounts;

/// <summary>What an admin takes away from somebody for good.</summary>
public enum ResetKind { Password, SecondFactor }
