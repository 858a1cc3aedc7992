CREATE TABLE `audit_entries` (
	`organization_id` text DEFAULT 'local' NOT NULL,
	`sequence` integer NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`content_digest` text NOT NULL,
	`salt` text,
	`previous_hash` text,
	`hash` text NOT NULL,
	PRIMARY KEY(`organization_id`, `sequence`)
);
--> statement-breakpoint
CREATE TABLE `evaluations` (
	`organization_id` text DEFAULT 'local' NOT NULL,
	`id` text NOT NULL,
	`submission_id` text NOT NULL,
	`product_id` text NOT NULL,
	`as_of` text NOT NULL,
	`engine` text NOT NULL,
	`semantics` integer NOT NULL,
	`gate` text NOT NULL,
	`rulesets` text NOT NULL,
	`result_digest` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`organization_id`, `id`),
	FOREIGN KEY (`organization_id`,`product_id`,`submission_id`) REFERENCES `submissions`(`organization_id`,`product_id`,`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `evaluations_of_product` ON `evaluations` (`organization_id`,`product_id`,`id`);--> statement-breakpoint
CREATE TABLE `heartbeat` (
	`id` integer PRIMARY KEY NOT NULL,
	`beats` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `products` (
	`organization_id` text DEFAULT 'local' NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`client` text,
	`matter` text,
	`created_at` text NOT NULL,
	PRIMARY KEY(`organization_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `ruleset_snapshots` (
	`organization_id` text DEFAULT 'local' NOT NULL,
	`digest` text NOT NULL,
	`ruleset_id` text NOT NULL,
	`version` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`organization_id`, `digest`)
);
--> statement-breakpoint
CREATE TABLE `submission_payloads` (
	`organization_id` text DEFAULT 'local' NOT NULL,
	`submission_id` text NOT NULL,
	`content` text,
	`erased_at` text,
	PRIMARY KEY(`organization_id`, `submission_id`),
	FOREIGN KEY (`organization_id`,`submission_id`) REFERENCES `submissions`(`organization_id`,`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "submission_payloads_content_or_tombstone" CHECK(("submission_payloads"."content" IS NULL) = ("submission_payloads"."erased_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE `submissions` (
	`organization_id` text DEFAULT 'local' NOT NULL,
	`id` text NOT NULL,
	`product_id` text NOT NULL,
	`answers_digest` text NOT NULL,
	`answered_on` text,
	`target_launch` text,
	`created_at` text NOT NULL,
	PRIMARY KEY(`organization_id`, `id`),
	FOREIGN KEY (`organization_id`,`product_id`) REFERENCES `products`(`organization_id`,`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_of_product` ON `submissions` (`organization_id`,`product_id`,`id`);