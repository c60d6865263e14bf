namespace Portal.Components.Shared;

/// <summary>
/// Names the resources of the staff pages. English stands in the code itself, as the key: what a translation lacks
/// is shown in English, never as a code word.
/// </summary>
public sealed class StaffText;
