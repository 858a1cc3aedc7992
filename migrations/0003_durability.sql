CREATE TABLE `legal_holds` (
	`organization_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` text NOT NULL,
	`released_at` text,
	PRIMARY KEY(`organization_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `idempotency_receipts` (
	`organization_id` text NOT NULL,
	`actor` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`status` integer NOT NULL,
	`headers` text NOT NULL,
	`body` blob,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	PRIMARY KEY(`organization_id`, `actor`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_receipts_by_expiry` ON `idempotency_receipts` (`expires_at`);--> statement-breakpoint
ALTER TABLE `products` ADD `erased_at` text;