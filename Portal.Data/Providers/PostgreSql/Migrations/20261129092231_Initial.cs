using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Data.Providers.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Agents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Skills = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    CameAt = table.Column<long>(type: "bigint", nullable: true),
                    StatusReason = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ChosenPresence = table.Column<int>(type: "integer", nullable: false),
                    Presence = table.Column<int>(type: "integer", nullable: false),
                    PresenceSince = table.Column<long>(type: "bigint", nullable: false),
                    LastSeenAt = table.Column<long>(type: "bigint", nullable: true),
                    LastActedAt = table.Column<long>(type: "bigint", nullable: true),
                    IdleSince = table.Column<long>(type: "bigint", nullable: true),
                    LastAssignedAt = table.Column<long>(type: "bigint", nullable: true),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    Capacity_Api = table.Column<int>(type: "integer", nullable: false),
                    Capacity_Chat = table.Column<int>(type: "integer", nullable: false),
                    Capacity_Email = table.Column<int>(type: "integer", nullable: false),
                    Capacity_Sms = table.Column<int>(type: "integer", nullable: false),
                    Load_Api = table.Column<int>(type: "integer", nullable: false),
                    Load_Chat = table.Column<int>(type: "integer", nullable: false),
                    Load_Email = table.Column<int>(type: "integer", nullable: false),
                    Load_Sms = table.Column<int>(type: "integer", nullable: false),
                    Used_Api = table.Column<int>(type: "integer", nullable: false),
                    Used_Chat = table.Column<int>(type: "integer", nullable: false),
                    Used_Email = table.Column<int>(type: "integer", nullable: false),
                    Used_Sms = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Agents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Role = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    DisabledAt = table.Column<long>(type: "bigint", nullable: true),
                    SearchText = table.Column<string>(type: "character varying(398)", maxLength: 398, nullable: false),
                    LastCodeStep = table.Column<long>(type: "bigint", nullable: true),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true),
                    SecurityStamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true),
                    PhoneNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<long>(type: "bigint", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Calendars",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    TimeZone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Week = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Holidays = table.Column<string>(type: "character varying(200000)", maxLength: 200000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Calendars", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Conversations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InboxId = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    QueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Channel = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    AssigneeId = table.Column<Guid>(type: "uuid", nullable: true),
                    AssignedAt = table.Column<long>(type: "bigint", nullable: true),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: true),
                    OfferExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    PreferredAgentId = table.Column<Guid>(type: "uuid", nullable: true),
                    PassedOver = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    PassedOverAt = table.Column<long>(type: "bigint", nullable: true),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: true),
                    CountsFrom = table.Column<long>(type: "bigint", nullable: true),
                    FirstQueuedAt = table.Column<long>(type: "bigint", nullable: true),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    WaitingSince = table.Column<long>(type: "bigint", nullable: true),
                    FirstResponseAt = table.Column<long>(type: "bigint", nullable: true),
                    Topic = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Tags = table.Column<string>(type: "character varying(820)", maxLength: 820, nullable: false),
                    Page = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    HeldUntil = table.Column<long>(type: "bigint", nullable: true),
                    SnoozedUntil = table.Column<long>(type: "bigint", nullable: true),
                    ResolvedAt = table.Column<long>(type: "bigint", nullable: true),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    AnswerSince = table.Column<long>(type: "bigint", nullable: true),
                    AnswerSpent = table.Column<long>(type: "bigint", nullable: false),
                    AnswerDueAt = table.Column<long>(type: "bigint", nullable: true),
                    ResolutionSince = table.Column<long>(type: "bigint", nullable: true),
                    ResolutionSpent = table.Column<long>(type: "bigint", nullable: false),
                    ResolutionDueAt = table.Column<long>(type: "bigint", nullable: true),
                    AlarmAt = table.Column<long>(type: "bigint", nullable: true),
                    Marks = table.Column<int>(type: "integer", nullable: false),
                    LastSequence = table.Column<long>(type: "bigint", nullable: false),
                    LastPublicSequence = table.Column<long>(type: "bigint", nullable: false),
                    LastEntryAt = table.Column<long>(type: "bigint", nullable: false),
                    SpokenAt = table.Column<long>(type: "bigint", nullable: true),
                    Preview = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    PreviewRole = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Needs = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Priority = table.Column<int>(type: "integer", nullable: true),
                    Weight = table.Column<int>(type: "integer", nullable: true),
                    Units = table.Column<int>(type: "integer", nullable: false),
                    IsResting = table.Column<bool>(type: "boolean", nullable: false),
                    WrapUpUntil = table.Column<long>(type: "bigint", nullable: true),
                    NextAnswers = table.Column<int>(type: "integer", nullable: false),
                    NextAnswersLate = table.Column<int>(type: "integer", nullable: false),
                    NextAnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    WasTransferred = table.Column<bool>(type: "boolean", nullable: false),
                    SimulatedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Conversations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Customers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    IdentifiedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ExternalId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    Language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    Attributes = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: false),
                    Value = table.Column<double>(type: "double precision", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    LastSeenAt = table.Column<long>(type: "bigint", nullable: false),
                    SimulatedAt = table.Column<long>(type: "bigint", nullable: true),
                    EmailKey = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true, collation: "C"),
                    NameKey = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FriendlyName = table.Column<string>(type: "text", nullable: true),
                    Xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Nodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Beat = table.Column<long>(type: "bigint", nullable: false),
                    Hears = table.Column<bool>(type: "boolean", nullable: false),
                    LastNews = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Nodes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Problems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Cause = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    OpenedById = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenedByName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Problems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RoutingSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Statuses = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    IdleAfter = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoutingSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ServicePolicies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Targets = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    PausesWhileSnoozed = table.Column<bool>(type: "boolean", nullable: false),
                    PausesForCustomer = table.Column<bool>(type: "boolean", nullable: false),
                    WarnAtPercent = table.Column<int>(type: "integer", nullable: true),
                    OnWarning = table.Column<int>(type: "integer", nullable: false),
                    OnBreach = table.Column<int>(type: "integer", nullable: false),
                    EscalateTo = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServicePolicies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Skills",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    AskedAt = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Skills", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Surges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    QueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    QueueName = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    By = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Percent = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false),
                    EndedBy = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Surges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TrafficRuns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Customers = table.Column<int>(type: "integer", nullable: false),
                    PerMinute = table.Column<double>(type: "double precision", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    StopsAt = table.Column<long>(type: "bigint", nullable: false),
                    IsRemoved = table.Column<bool>(type: "boolean", nullable: false),
                    Driver = table.Column<Guid>(type: "uuid", nullable: true),
                    DriverUntil = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrafficRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TriageVersions",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Rules = table.Column<string>(type: "character varying(4000000)", maxLength: 4000000, nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    SavedAt = table.Column<long>(type: "bigint", nullable: false),
                    SavedBy = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: true),
                    PublishedBy = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TriageVersions", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "PresenceChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Presence = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ByItself = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PresenceChanges_Agents_UserId",
                        column: x => x.UserId,
                        principalTable: "Agents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Attachments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    FileName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ContentType = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: true),
                    Height = table.Column<int>(type: "integer", nullable: true),
                    UploadedAt = table.Column<long>(type: "bigint", nullable: false),
                    UploadedBy = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attachments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Attachments_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Commitments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    OpenUntil = table.Column<long>(type: "bigint", nullable: true),
                    Due = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Commitments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Commitments_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Consults",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedById = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedByName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ToUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    ToQueueId = table.Column<Guid>(type: "uuid", nullable: true),
                    ToName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Question = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    HolderId = table.Column<Guid>(type: "uuid", nullable: true),
                    HolderName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    LapsesAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consults", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Consults_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EscalationCases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    TierId = table.Column<Guid>(type: "uuid", nullable: false),
                    TierName = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    QueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Cause = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    FromAgentId = table.Column<Guid>(type: "uuid", nullable: true),
                    FromQueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedById = table.Column<Guid>(type: "uuid", nullable: true),
                    FromName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    TierAskedAt = table.Column<long>(type: "bigint", nullable: false),
                    ToldAt = table.Column<long>(type: "bigint", nullable: true),
                    AcceptBy = table.Column<long>(type: "bigint", nullable: true),
                    AcceptedById = table.Column<Guid>(type: "uuid", nullable: true),
                    AcceptedByName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    AcceptedAt = table.Column<long>(type: "bigint", nullable: true),
                    HandedOverAt = table.Column<long>(type: "bigint", nullable: true),
                    Lapses = table.Column<int>(type: "integer", nullable: false),
                    ReturnReason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    AskedAgain = table.Column<int>(type: "integer", nullable: true),
                    IsPast = table.Column<bool>(type: "boolean", nullable: false),
                    IsSimulated = table.Column<bool>(type: "boolean", nullable: false),
                    Packet = table.Column<string>(type: "character varying(200000)", maxLength: 200000, nullable: false),
                    Word = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    OpenFor = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EscalationCases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EscalationCases_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Followers",
                columns: table => new
                {
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Seen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Followers", x => new { x.ConversationId, x.UserId });
                    table.ForeignKey(
                        name: "FK_Followers_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Mentions",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Team = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Excerpt = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mentions", x => new { x.UserId, x.ConversationId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_Mentions_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReadMarks",
                columns: table => new
                {
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReaderId = table.Column<Guid>(type: "uuid", nullable: false),
                    Side = table.Column<int>(type: "integer", nullable: false),
                    Delivered = table.Column<long>(type: "bigint", nullable: false),
                    Read = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadMarks", x => new { x.ConversationId, x.ReaderId });
                    table.ForeignKey(
                        name: "FK_ReadMarks_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RoutingDecisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    QueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: false),
                    AgentId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Needs = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    Lowered = table.Column<int>(type: "integer", nullable: false),
                    Urgency = table.Column<double>(type: "double precision", nullable: false),
                    PolicyVersion = table.Column<int>(type: "integer", nullable: false),
                    Method = table.Column<int>(type: "integer", nullable: false),
                    LookAgainAt = table.Column<long>(type: "bigint", nullable: true),
                    Candidates = table.Column<string>(type: "character varying(50000)", maxLength: 50000, nullable: false),
                    Others = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoutingDecisions", x => new { x.ConversationId, x.Id });
                    table.ForeignKey(
                        name: "FK_RoutingDecisions_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TriageRecords",
                columns: table => new
                {
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    Hits = table.Column<string>(type: "character varying(200000)", maxLength: 200000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TriageRecords", x => new { x.ConversationId, x.Id });
                    table.ForeignKey(
                        name: "FK_TriageRecords_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Whispers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    AgentId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    UnseenSince = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Whispers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Whispers_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NodeNews",
                columns: table => new
                {
                    NodeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Beat = table.Column<long>(type: "bigint", nullable: false),
                    Topics = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NodeNews", x => new { x.NodeId, x.Beat });
                    table.ForeignKey(
                        name: "FK_NodeNews_Nodes_NodeId",
                        column: x => x.NodeId,
                        principalTable: "Nodes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProblemLinks",
                columns: table => new
                {
                    ProblemId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProblemLinks", x => new { x.ProblemId, x.ConversationId });
                    table.ForeignKey(
                        name: "FK_ProblemLinks_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ProblemLinks_Problems_ProblemId",
                        column: x => x.ProblemId,
                        principalTable: "Problems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProblemUpdates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProblemId = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorRole = table.Column<int>(type: "integer", nullable: false),
                    AuthorName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProblemUpdates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProblemUpdates_Problems_ProblemId",
                        column: x => x.ProblemId,
                        principalTable: "Problems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Queues",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    AgentChoice = table.Column<int>(type: "integer", nullable: false),
                    FallbackAfter = table.Column<long>(type: "bigint", nullable: true),
                    OfferTimeout = table.Column<long>(type: "bigint", nullable: false),
                    CalendarId = table.Column<Guid>(type: "uuid", nullable: true),
                    PolicyId = table.Column<Guid>(type: "uuid", nullable: true),
                    Needs = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Relaxation = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Weight = table.Column<int>(type: "integer", nullable: false),
                    KeepForKnown = table.Column<long>(type: "bigint", nullable: false),
                    RampUp = table.Column<long>(type: "bigint", nullable: false),
                    WrapUp = table.Column<long>(type: "bigint", nullable: false),
                    OverflowTo = table.Column<Guid>(type: "uuid", nullable: true),
                    OverflowAfter = table.Column<long>(type: "bigint", nullable: true),
                    LongestLine = table.Column<int>(type: "integer", nullable: true),
                    WhenFull = table.Column<int>(type: "integer", nullable: false),
                    FullTexts = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: false),
                    OfferEmailAfter = table.Column<long>(type: "bigint", nullable: true),
                    SurgePercent = table.Column<int>(type: "integer", nullable: false),
                    SurgeUntil = table.Column<long>(type: "bigint", nullable: true),
                    SurgeBy = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    SurgeSetAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    ServiceLevelPercent = table.Column<int>(type: "integer", nullable: false),
                    ServiceLevelWithin = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Queues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Queues_Calendars_CalendarId",
                        column: x => x.CalendarId,
                        principalTable: "Calendars",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Queues_ServicePolicies_PolicyId",
                        column: x => x.PolicyId,
                        principalTable: "ServicePolicies",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Entries",
                columns: table => new
                {
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ClientMessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Audience = table.Column<int>(type: "integer", nullable: false),
                    AuthorRole = table.Column<int>(type: "integer", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Text = table.Column<string>(type: "text", nullable: true),
                    AttachmentId = table.Column<Guid>(type: "uuid", nullable: true),
                    Event = table.Column<int>(type: "integer", nullable: true),
                    Reason = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Entries", x => new { x.ConversationId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_Entries_Attachments_AttachmentId",
                        column: x => x.AttachmentId,
                        principalTable: "Attachments",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Entries_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TierRequests",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    TierId = table.Column<Guid>(type: "uuid", nullable: false),
                    TierName = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Seconds = table.Column<int>(type: "integer", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    IsSimulated = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TierRequests", x => new { x.CaseId, x.Number });
                    table.ForeignKey(
                        name: "FK_TierRequests_EscalationCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "EscalationCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProblemDeliveries",
                columns: table => new
                {
                    UpdateId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProblemDeliveries", x => new { x.UpdateId, x.ConversationId });
                    table.ForeignKey(
                        name: "FK_ProblemDeliveries_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ProblemDeliveries_ProblemUpdates_UpdateId",
                        column: x => x.UpdateId,
                        principalTable: "ProblemUpdates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Inboxes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Channel = table.Column<int>(type: "integer", nullable: false),
                    QueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Needs = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Secret = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    Origins = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Look = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Texts = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    Hours = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    Form = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inboxes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Inboxes_Queues_QueueId",
                        column: x => x.QueueId,
                        principalTable: "Queues",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "QueueMembers",
                columns: table => new
                {
                    QueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsFallback = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QueueMembers", x => new { x.QueueId, x.UserId });
                    table.ForeignKey(
                        name: "FK_QueueMembers_Queues_QueueId",
                        column: x => x.QueueId,
                        principalTable: "Queues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TeamMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    QueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TeamMessages_Queues_QueueId",
                        column: x => x.QueueId,
                        principalTable: "Queues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Tiers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    QueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    AcceptWithin = table.Column<long>(type: "bigint", nullable: false),
                    NextTierId = table.Column<Guid>(type: "uuid", nullable: true),
                    Required = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    OneLevelAtATime = table.Column<bool>(type: "boolean", nullable: false),
                    FromQueues = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    FromPriority = table.Column<int>(type: "integer", nullable: true),
                    OnBreach = table.Column<bool>(type: "boolean", nullable: false),
                    OnContacts = table.Column<int>(type: "integer", nullable: true),
                    OnUpset = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tiers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tiers_Queues_QueueId",
                        column: x => x.QueueId,
                        principalTable: "Queues",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "TeamMarks",
                columns: table => new
                {
                    QueueId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReadTo = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamMarks", x => new { x.QueueId, x.UserId });
                    table.ForeignKey(
                        name: "FK_TeamMarks_QueueMembers_QueueId_UserId",
                        columns: x => new { x.QueueId, x.UserId },
                        principalTable: "QueueMembers",
                        principalColumns: new[] { "QueueId", "UserId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Agents_Presence_LastActedAt",
                table: "Agents",
                columns: new[] { "Presence", "LastActedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Agents_Presence_LastSeenAt",
                table: "Agents",
                columns: new[] { "Presence", "LastSeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_DisplayName",
                table: "AspNetUsers",
                column: "DisplayName");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_ConversationId",
                table: "Attachments",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_UploadedAt",
                table: "Attachments",
                column: "UploadedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_ConversationId_Sequence",
                table: "Commitments",
                columns: new[] { "ConversationId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_UserId_OpenUntil",
                table: "Commitments",
                columns: new[] { "UserId", "OpenUntil" },
                filter: "\"OpenUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Consults_ConversationId",
                table: "Consults",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_Consults_LapsesAt",
                table: "Consults",
                column: "LapsesAt",
                filter: "\"LapsesAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_AlarmAt",
                table: "Conversations",
                column: "AlarmAt",
                filter: "\"AlarmAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_AssigneeId_Status_QueuedAt",
                table: "Conversations",
                columns: new[] { "AssigneeId", "Status", "QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_AssigneeId_WrapUpUntil",
                table: "Conversations",
                columns: new[] { "AssigneeId", "WrapUpUntil" },
                filter: "\"WrapUpUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_CreatedAt",
                table: "Conversations",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_CustomerId_CreatedAt",
                table: "Conversations",
                columns: new[] { "CustomerId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_FirstResponseAt",
                table: "Conversations",
                column: "FirstResponseAt");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_HeldUntil",
                table: "Conversations",
                column: "HeldUntil",
                filter: "\"HeldUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_OfferExpiresAt",
                table: "Conversations",
                column: "OfferExpiresAt",
                filter: "\"OfferExpiresAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_QueueId_CountsFrom",
                table: "Conversations",
                columns: new[] { "QueueId", "CountsFrom" },
                filter: "\"CountsFrom\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_QueueId_QueuedAt",
                table: "Conversations",
                columns: new[] { "QueueId", "QueuedAt" },
                filter: "\"QueuedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_QueueId_ResolvedAt",
                table: "Conversations",
                columns: new[] { "QueueId", "ResolvedAt" },
                filter: "\"ResolvedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_ResolvedAt",
                table: "Conversations",
                column: "ResolvedAt",
                filter: "\"ResolvedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_SimulatedAt",
                table: "Conversations",
                column: "SimulatedAt",
                filter: "\"SimulatedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_SnoozedUntil",
                table: "Conversations",
                column: "SnoozedUntil",
                filter: "\"SnoozedUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_Status_LastEntryAt",
                table: "Conversations",
                columns: new[] { "Status", "LastEntryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_WrapUpUntil",
                table: "Conversations",
                column: "WrapUpUntil",
                filter: "\"WrapUpUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_EmailKey",
                table: "Customers",
                column: "EmailKey");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_IdentifiedBy_ExternalId",
                table: "Customers",
                columns: new[] { "IdentifiedBy", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Customers_NameKey",
                table: "Customers",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_SimulatedAt",
                table: "Customers",
                column: "SimulatedAt",
                filter: "\"SimulatedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_AttachmentId",
                table: "Entries",
                column: "AttachmentId",
                filter: "\"AttachmentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_ClientMessageId_ConversationId",
                table: "Entries",
                columns: new[] { "ClientMessageId", "ConversationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EscalationCases_AcceptBy",
                table: "EscalationCases",
                column: "AcceptBy",
                filter: "\"AcceptBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EscalationCases_AcceptedAt",
                table: "EscalationCases",
                column: "AcceptedAt",
                filter: "\"HandedOverAt\" IS NULL AND \"AcceptedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EscalationCases_AskedAt",
                table: "EscalationCases",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_EscalationCases_ConversationId_AskedAt",
                table: "EscalationCases",
                columns: new[] { "ConversationId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_EscalationCases_HandedOverAt",
                table: "EscalationCases",
                column: "HandedOverAt",
                filter: "\"AskedAgain\" IS NULL AND \"HandedOverAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EscalationCases_OpenFor",
                table: "EscalationCases",
                column: "OpenFor",
                unique: true,
                filter: "\"OpenFor\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EscalationCases_QueueId_AcceptBy",
                table: "EscalationCases",
                columns: new[] { "QueueId", "AcceptBy" },
                filter: "\"AcceptBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Followers_UserId_Since",
                table: "Followers",
                columns: new[] { "UserId", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_Inboxes_Key",
                table: "Inboxes",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Inboxes_QueueId",
                table: "Inboxes",
                column: "QueueId");

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_ConversationId",
                table: "Mentions",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Unseen",
                table: "Mentions",
                column: "UserId",
                filter: "\"SeenAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_UserId_At",
                table: "Mentions",
                columns: new[] { "UserId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PresenceChanges_At",
                table: "PresenceChanges",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceChanges_UserId",
                table: "PresenceChanges",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ProblemDeliveries_ConversationId",
                table: "ProblemDeliveries",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_ProblemDeliveries_DueAt",
                table: "ProblemDeliveries",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProblemLinks_ConversationId",
                table: "ProblemLinks",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_Problems_Open",
                table: "Problems",
                column: "OpenedAt",
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Problems_OpenedAt",
                table: "Problems",
                column: "OpenedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ProblemUpdates_ProblemId_At",
                table: "ProblemUpdates",
                columns: new[] { "ProblemId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueMembers_UserId",
                table: "QueueMembers",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Queues_CalendarId",
                table: "Queues",
                column: "CalendarId");

            migrationBuilder.CreateIndex(
                name: "IX_Queues_PolicyId",
                table: "Queues",
                column: "PolicyId");

            migrationBuilder.CreateIndex(
                name: "IX_Surges_From",
                table: "Surges",
                column: "From");

            migrationBuilder.CreateIndex(
                name: "IX_Surges_QueueId_Until",
                table: "Surges",
                columns: new[] { "QueueId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_TeamMessages_QueueId_At",
                table: "TeamMessages",
                columns: new[] { "QueueId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_TierRequests_AskedAt",
                table: "TierRequests",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Tiers_QueueId",
                table: "Tiers",
                column: "QueueId");

            migrationBuilder.CreateIndex(
                name: "IX_Whispers_AgentId_UnseenSince",
                table: "Whispers",
                columns: new[] { "AgentId", "UnseenSince" },
                filter: "\"UnseenSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Whispers_ConversationId_At",
                table: "Whispers",
                columns: new[] { "ConversationId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "Commitments");

            migrationBuilder.DropTable(
                name: "Consults");

            migrationBuilder.DropTable(
                name: "Customers");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "Entries");

            migrationBuilder.DropTable(
                name: "Followers");

            migrationBuilder.DropTable(
                name: "Inboxes");

            migrationBuilder.DropTable(
                name: "Mentions");

            migrationBuilder.DropTable(
                name: "NodeNews");

            migrationBuilder.DropTable(
                name: "PresenceChanges");

            migrationBuilder.DropTable(
                name: "ProblemDeliveries");

            migrationBuilder.DropTable(
                name: "ProblemLinks");

            migrationBuilder.DropTable(
                name: "ReadMarks");

            migrationBuilder.DropTable(
                name: "RoutingDecisions");

            migrationBuilder.DropTable(
                name: "RoutingSettings");

            migrationBuilder.DropTable(
                name: "Skills");

            migrationBuilder.DropTable(
                name: "Surges");

            migrationBuilder.DropTable(
                name: "TeamMarks");

            migrationBuilder.DropTable(
                name: "TeamMessages");

            migrationBuilder.DropTable(
                name: "TierRequests");

            migrationBuilder.DropTable(
                name: "Tiers");

            migrationBuilder.DropTable(
                name: "TrafficRuns");

            migrationBuilder.DropTable(
                name: "TriageRecords");

            migrationBuilder.DropTable(
                name: "TriageVersions");

            migrationBuilder.DropTable(
                name: "Whispers");

            migrationBuilder.DropTable(
                name: "AspNetUsers");

            migrationBuilder.DropTable(
                name: "Attachments");

            migrationBuilder.DropTable(
                name: "Nodes");

            migrationBuilder.DropTable(
                name: "Agents");

            migrationBuilder.DropTable(
                name: "ProblemUpdates");

            migrationBuilder.DropTable(
                name: "QueueMembers");

            migrationBuilder.DropTable(
                name: "EscalationCases");

            migrationBuilder.DropTable(
                name: "Problems");

            migrationBuilder.DropTable(
                name: "Queues");

            migrationBuilder.DropTable(
                name: "Conversations");

            migrationBuilder.DropTable(
                name: "Calendars");

            migrationBuilder.DropTable(
                name: "ServicePolicies");
        }
    }
}
